"""What the longer helps of the command line teach; texts alone, so that asking for help loads nothing else."""

RULES_TEST = """\
Two kinds of tests: those inside the rules (`tests:`), and timelines, in YAML files in the folder `timelines/` beside the
rulebook. A timeline is a diary on a virtual clock: messages and times in, expected decisions out.

  site:
    tasks:
      - { id: A-310, name: Level 3 slab pour, zone: L3, owner: minh, start: Mon 9 Mar, finish: Fri 13 Mar }
  timelines:
    - name: The pour stands until the concrete comes
      steps:
        - at: Tue 08:00
          say: L3 slab pour stopped, no concrete
          by: ana
          expect: { acts: critical-task-blocked, on: A-310, asks: minh, due: 10:00 }
        - at: 09:30
          expect: { reminds: minh, about: ACT-1 }
        - after: 10m
          say: concrete is here, L3 slab pour is going again
          by: minh
          expect: { closes: ACT-1, why: no longer holds }

what can happen:      say, edit, delete, confirm, signals, press, react, unreact, approve, refuse, assign, book, free,
                      promises, reviews, settings, tasks, schedule, tune, picture
what can be expected: acts, proposes, observes, quiet, held, reminds, escalates, closes, passes, lapses, forgets, joins,
                      leaves, stands, risk, has, lacks, tells, nothing

A decision that no step expects fails the timeline (`strict: false`: only of the rules that it names). `pydoc bot.timelines`
tells the whole format; the timelines of the shipped rules are in rules/book/timelines/.

What do the tests hold? `--mutate` tells: of each rule it takes out or changes one thing at a time (a clause, a threshold, `for`,
`cooldown`, `active`, who is asked first, a reminder …), runs the tests inside that rule and the timelines that name it, and
lists each change that none of them noticed, with the test that would; status 1 where there is any. The shipped rules take
about a minute of processor time; `--rule ID` tries one. Changes of which nothing can come are listed in
timelines/equivalents.yml:

  equivalents:
    - { rule: nobody-heard-from, change: "`group_by: assignee` instead of `site`", why: it is always the superintendent }
"""

RULES_CHECK = """\
Finds what is wrong in a rulebook, and what is unwise: rules that say the same or leave nothing for another, conditions that
can never hold, holding back in circles, owners and ladders that reach nobody, lengths of time that do not go together,
texts with gaps, two rules that ask one person twice. Each finding names the file, line, rule and key, says why, and what
to do. Exit status: 0 clean, 1 an error (or, with --strict, a warning). A rulebook with an error is not put in force.

With --history it also tells which rules would act too often at a site, or were answered there as no problem.

A rulebook to begin with:

  rules:
    - id: crane-waits
      title: Work waits for the crane
      why: Everybody waits for a crane that stands.
      owner: superintendent
      on: task
      each: blocker
      when:
        all:
          - blocker.cause = equipment
          - task.status = in_progress
      severity: high
      then:
        - ask: "Get the crane back to {{ task.name }}: {{ blocker.words | quote }}"
          assign: [task.owner, "role:superintendent"]
          due: 2h
      tests:
        - name: the crane stands
          fires: { blocker.cause: equipment, task.status: in_progress, task.name: Level 3 slab pour }
        - name: the concrete is missing
          quiet: { blocker.cause: material, task.status: in_progress }

`siteloop rules fields` lists what can stand in `when:`, `siteloop rules schema` every key. SITELOOP_RULEBOOK names the file or
the folder; `siteloop demo` and `siteloop run` then go by it, and take it over anew whenever it changes.
"""

RULES_SCHEMA = """\
Prints a JSON Schema (draft 2020-12) of a rulebook file. With it an editor completes keys, fields, comparisons and people,
says what each means, and marks what is wrong while you write. Keep it beside your rulebook,

  siteloop rules schema > rulebook.schema.json

and begin the rulebook with this line (for every editor that uses yaml-language-server: VS Code's YAML extension, Neovim,
Helix, Zed):

  # yaml-language-server: $schema=rulebook.schema.json

or, once for a folder, in VS Code's .vscode/settings.json:

  { "yaml.schemas": { "rulebook.schema.json": "rules/*.yml" } }

JetBrains' IDEs take it under Settings > Languages & Frameworks > Schemas and DTDs > JSON Schema Mappings.
What a schema cannot see, such as a condition that can never hold, `siteloop rules check` finds.
"""
