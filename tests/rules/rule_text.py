"""A sound rulebook of one rule, and a way to break it."""

SOUND = """\
rules:
  - id: critical-task-blocked
    title: A critical task is blocked
    why: A slip of a critical task moves the end of the job.
    owner: project_manager
    on: task
    each: blocker
    when:
      all:
        - task.critical = true
        - blocker.firm = true
        - not: task.status = done
    severity: high
    then:
      - ask: "Get {{ task.name }} moving again: {{ blocker.words | quote }}"
        assign: [task.owner, "role:superintendent"]
        due: 2h
    tests:
      - name: it stands
        fires: { task.critical: true, blocker.firm: true }
      - name: it has float
        quiet: { task.critical: false, blocker.firm: true }
"""


def changed(old: str, new: str) -> str:
    """The sound rulebook with one place changed."""
    assert SOUND.count(old) == 1, old
    return SOUND.replace(old, new)


def with_when(when: str) -> str:
    """The sound rulebook with another condition, as YAML on one line or indented by eight."""
    start, end = SOUND.index("    when:"), SOUND.index("    severity:")
    return f"{SOUND[:start]}    when: {when}\n{SOUND[end:]}"
