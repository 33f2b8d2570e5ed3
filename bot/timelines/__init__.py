"""Timelines: tests of a rulebook on a virtual clock, messages and times in, expected decisions out.

They stand in the folder `timelines/` beside the rulebook. A file reads like a diary, a `site:` and its `timelines:`, each with a
`name:` and `steps:`; `siteloop rules test --help` shows one. What `site:` does not say is as in the demo: its people and roles,
07:00 to 17:00, Monday to Friday, America/Chicago, from Tuesday 10 March 2026 at 07:00 on.

Each step has a time, by the site's clock: `at: 09:30` (the same day), `at: Wed 09:30`, `at: Wed 18 Mar 09:30` or
`at: 2026-03-18 09:30`; or `after: 2h` of the clock, `after: 2h of work`; without one it follows at once. On the way to it every
reminder, digest and threshold is lived through in its order.

What can happen in a step (`by:` whom; `bot.timelines.steps` has each kind's keys):
    say, edit, delete, confirm     words in the channel, in a thread (`thread: ACT-1`) or to Siteloop (`direct: true`)
    signals                        what a message says, as data, where its words are beside the point
    press, react, unreact          an answer to an action, `on:` which (the newest where it is not said)
    approve, refuse                a manager's word on a proposal
    assign                         a manager asks `to:` whom for something by hand
    book, free                     a manager books a crew or machine (`site: resources:`) for a `task:`, or takes that back
    settings, tasks, schedule      the site's settings or its plan change
    tune                           a rule is switched off, silenced, set to another mode or to other thresholds

What can be expected of it (`bot.timelines.expected`), one or a list:
    acts, proposes, observes       a rule's decision, `on:` what, and what it leads to (`asks:`, `then:`, `text:`, `due:`,
                                   `reminders: [09:30, 10:00]` and `up: 12:00` while nobody answers …)
    quiet, held                    a rule did nothing, `because:` of what; its condition holds, and it is held back `by:` what
    reminds, escalates, closes     what an action does by itself; `joins:` one more case that it stands for, `leaves:` one less
    stands                         how an action stands after the step: `status:`, `owner:`, `due:`
    risk                           how high the highest risk is that stands against the goal `on:`
    has, lacks                     a task has a `resource:`, `until:` when; it does not have it
    tells                          what one person alone is shown
    nothing                        nothing came by itself since the step before

What a step expects has to come at the step's own minute. What no step expects may not be decided at all: noise is what
people leave a rulebook for, so a timeline fails on it; `strict: false` lets rules act that the timeline does not name. Reminders,
escalations and ends follow from the rule's own plan and need not be told one by one; `expect: nothing` says that since the step
before not even one of those came.

`siteloop rules test --mutate` tells what timelines leave open: it changes each rule in one place at a time and lists what none of
those that name the rule noticed. What holds most of a rule: one story that tells all that an action leads to (`asks:`, `then:`,
`due:`, `reminders:`, `up:`, `severity:`), and one that begins outside its hours, is answered, and waits for the cooldown's end.

The messages are read by capture, answers go through the same checks as in Slack, and rules, wakes and follow-up are the
running ones; only Slack and the database are not there.
"""
