"""Schedules from Primavera P6, against a real export and against small ones."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.demo_data
from bot.importers import ImportFailed, Problem, read_xer
from rules.plan.network import network_of
from rules.plan.schedule import Link

REAL = (Path(bot.demo_data.__file__).parent / "mdl4d.xer").read_bytes()
Table = Sequence[Mapping[str, str]]


def xer(**tables: Table) -> bytes:
    """An export with these tables, one project and its work breakdown."""
    base: dict[str, Table] = {
        "PROJECT": [
            {
                "proj_id": "1",
                "proj_short_name": "TWR",
                "last_recalc_date": "2026-03-10 07:00",
                "clndr_id": "7",
            }
        ],
        "CALENDAR": [{"clndr_id": "7", "day_hr_cnt": "10", "clndr_data": WEEK}],
        "PROJWBS": [
            {
                "wbs_id": "w0",
                "proj_id": "1",
                "proj_node_flag": "Y",
                "wbs_name": "Tower A",
                "parent_wbs_id": "",
            },
            {
                "wbs_id": "w1",
                "proj_id": "1",
                "proj_node_flag": "N",
                "wbs_name": "North",
                "parent_wbs_id": "w0",
            },
            {
                "wbs_id": "w2",
                "proj_id": "1",
                "proj_node_flag": "N",
                "wbs_name": "Level 2",
                "parent_wbs_id": "w1",
            },
        ],
    }
    lines = ["ERMHDR\t22.12\t2026-03-10\tProject\tA\tB\tC\tProject Management\tVND"]
    for name, rows in {**base, **tables}.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        lines += [f"%T\t{name}", "\t".join(["%F", *columns])]
        lines += ["\t".join(["%R", *(row.get(column, "") for column in columns)]) for row in rows]
    return "\r\n".join([*lines, "%E", ""]).encode()


def stretch(day: int, hours: str = "(0||0(s|07:00|f|12:00)())(0||1(s|13:00|f|18:00)())") -> str:
    """One weekday in P6's notation."""
    return f"(0||{day}()({hours}))"


WEEK = (
    "(0||CalendarData()((0||DaysOfWeek()("
    + stretch(1, "")
    + "".join(map(stretch, range(2, 7)))
    + stretch(7, "")
    + "))"
    "(0||VIEW(ShowTotal|N)())(0||Exceptions()((0||0(d|46092)())(0||1(d|46096)((0||0(s|07:00|f|18:00)())))))))"
)


def row(number: int, **values: str) -> dict[str, str]:
    """An activity that is not started, on 2–4 March 2026."""
    return {
        "task_id": str(number),
        "proj_id": "1",
        "wbs_id": "w2",
        "clndr_id": "7",
        "task_type": "TT_Task",
        "status_code": "TK_NotStart",
        "task_code": f"A-{number}",
        "task_name": f"Work {number}",
        "target_start_date": "2026-03-02 07:00",
        "target_end_date": "2026-03-04 18:00",
        **values,
    }


def problems(content: bytes) -> list[Problem]:
    """What the importer says about the file."""
    with pytest.raises(ImportFailed) as failed:
        read_xer(content)
    return list(failed.value.problems)


def test_the_real_export_is_read_whole() -> None:
    """62 activities, 87 relations, the costs of 100 assignments, the data date and the calendar."""
    schedule = read_xer(REAL)
    assert len(schedule.tasks) == 62
    assert sum(len(task.links) for task in schedule.tasks) == 87
    assert sum(task.budget for task in schedule.tasks) == pytest.approx(62545.392)
    assert (schedule.currency, schedule.data_date) == ("USD", date(2023, 7, 23))
    assert schedule.name == "CPLEX Model 4 Resourse allocation and dates uploaded"
    assert schedule.working is not None
    assert schedule.working.weekdays == frozenset(range(7))
    assert (schedule.working.opens, schedule.working.closes) == (time(8), time(16))
    masonry = next(task for task in schedule.tasks if task.id == "C2010")
    assert (masonry.zone, masonry.owner, masonry.start, masonry.finish) == (
        "House 2", "Worker 1", date(2023, 7, 23), date(2023, 8, 26),
    )  # fmt: skip


def test_the_network_of_the_real_export_is_the_one_that_p6_found() -> None:
    """Every free float, and every activity on the driving path, is what P6 itself wrote into the file."""
    schedule = read_xer(REAL)
    assert schedule.working is not None
    network = network_of(schedule, schedule.working.in_zone("UTC"))
    table = REAL.decode("cp1252").split("%T\tTASK\r\n")[1].split("%T\t")[0].splitlines()
    columns = table[0].split("\t")
    activities = [dict(zip(columns, line.split("\t"), strict=False)) for line in table[1:]]
    assert network.free_floats == {a["task_code"]: float(a["free_float_hr_cnt"]) / 8 for a in activities}
    assert network.critical == {a["task_code"] for a in activities if a["driving_path_flag"] == "Y"}
    assert (network.finish, network.pushed) == (date(2024, 4, 12), {})
    assert network.longest_path == ("C5080", "C5100", "C5110", "C6010")


def test_a_project_is_read_with_places_money_and_people() -> None:
    """Zones come from the work breakdown, costs from assignments and expenses, owners from resources."""
    schedule = read_xer(
        xer(
            TASK=[row(1, rsrc_id="r1"), row(2)],
            RSRC=[{"rsrc_id": "r1", "rsrc_name": "Minh"}, {"rsrc_id": "r2", "rsrc_name": "Crane"}],
            ROLES=[{"role_id": "o1", "role_name": "Concrete"}],
            TASKRSRC=[
                {
                    "task_id": "1",
                    "rsrc_id": "r2",
                    "rsrc_type": "RT_Equip",
                    "target_cost": "100.5",
                    "act_reg_cost": "7",
                },
                {
                    "task_id": "1",
                    "rsrc_id": "r1",
                    "rsrc_type": "RT_Labor",
                    "target_cost": "50",
                    "role_id": "o1",
                },
                {"task_id": "2", "rsrc_id": "r2", "rsrc_type": "RT_Equip", "target_cost": "1"},
            ],
            PROJCOST=[{"task_id": "1", "target_cost": "20", "act_cost": "3"}],
        )
    )
    first, second = schedule.tasks
    assert (schedule.name, schedule.currency, schedule.data_date) == ("Tower A", "VND", date(2026, 3, 10))
    assert (first.zone, first.trade, first.owner) == ("North / Level 2", "Concrete", "Minh")
    assert (first.budget, first.actual_cost) == (170.5, 10)
    assert (second.owner, second.actual_cost, second.percent) == ("", None, None)


def test_activity_codes_say_more_than_the_work_breakdown() -> None:
    """A code for the area, the trade or the responsible person is taken before what is derived."""
    kinds = {"k1": "Area", "k2": "Trade / Discipline", "k3": "Responsibility"}
    codes = {"c1": ("k1", "Roof"), "c2": ("k2", "Steel"), "c3": ("k3", "Hector")}
    schedule = read_xer(
        xer(
            TASK=[row(1)],
            ACTVTYPE=[{"actv_code_type_id": k, "actv_code_type": v} for k, v in kinds.items()],
            ACTVCODE=[{"actv_code_id": c, "actv_code_name": name} for c, (_, name) in codes.items()],
            TASKACTV=[
                {"task_id": "1", "actv_code_type_id": k, "actv_code_id": c} for c, (k, _) in codes.items()
            ],
        )
    )
    assert (schedule.tasks[0].zone, schedule.tasks[0].trade, schedule.tasks[0].owner) == (
        "Roof",
        "Steel",
        "Hector",
    )


def test_relations_have_their_kinds_and_lags_in_days() -> None:
    """A lag of 20 hours is two days where ten are worked; relations with other projects and summaries are left out."""
    schedule = read_xer(
        xer(
            TASK=[row(1), row(2), row(3, task_type="TT_LOE"), row(4, task_type="TT_WBS")],
            TASKPRED=[
                {"task_id": "2", "pred_task_id": "1", "pred_type": "PR_SS", "lag_hr_cnt": "20"},
                {"task_id": "2", "pred_task_id": "1", "pred_type": "PR_FF", "lag_hr_cnt": "-5"},
                {"task_id": "2", "pred_task_id": "3", "pred_type": "PR_FS", "lag_hr_cnt": "0"},
                {"task_id": "2", "pred_task_id": "99", "pred_proj_id": "5", "pred_type": "PR_FS"},
            ],
        )
    )
    assert [task.id for task in schedule.tasks] == ["A-1", "A-2"]
    assert schedule.tasks[1].links == (
        Link(predecessor="A-1", kind="SS", lag_days=2),
        Link(predecessor="A-1", kind="FF", lag_days=-0.5),
    )


@pytest.mark.parametrize(
    ("option", "days"),
    [
        ("rcal_Predecessor", 2.5),
        ("rcal_Successor", 2),
        ("rcal_ProjDefault", 2),
        ("rcal_24Hour", 20 / 24),
        ("", 2.5),
    ],
)
def test_lags_count_by_the_calendar_that_the_project_says(option: str, days: float) -> None:
    """Twenty hours are two days of ten hours, or two and a half of eight, as the schedule's options have it."""
    schedule = read_xer(
        xer(
            TASK=[row(1, clndr_id="8"), row(2)],
            CALENDAR=[{"clndr_id": "7", "day_hr_cnt": "10"}, {"clndr_id": "8", "day_hr_cnt": "8"}],
            SCHEDOPTIONS=[{"proj_id": "1", "sched_calendar_on_relationship_lag": option}],
            TASKPRED=[{"task_id": "2", "pred_task_id": "1", "pred_type": "PR_FS", "lag_hr_cnt": "20"}],
        )
    )
    assert schedule.tasks[1].links[0].lag_days == days


@pytest.mark.parametrize(
    ("values", "percent"),
    [
        ({"status_code": "TK_Complete", "act_end_date": "2026-03-04 18:00"}, 100),
        ({"complete_pct_type": "CP_Phys", "phys_complete_pct": "35"}, 35),
        ({"complete_pct_type": "CP_Drtn", "target_drtn_hr_cnt": "40", "remain_drtn_hr_cnt": "30"}, 25),
        ({"complete_pct_type": "CP_Drtn", "target_drtn_hr_cnt": "40", "remain_drtn_hr_cnt": "60"}, 0),
        (
            {
                "complete_pct_type": "CP_Units",
                "act_work_qty": "6",
                "act_equip_qty": "0",
                "remain_work_qty": "2",
            },
            75,
        ),
    ],
)
def test_progress_is_read_by_the_measure_that_the_activity_names(
    values: dict[str, str], percent: float
) -> None:
    """Physical, duration and units percent complete each come from their own columns."""
    began = {"status_code": "TK_Active", "act_start_date": "2026-03-02 07:00"}
    (task,) = read_xer(xer(TASK=[row(1, **{**began, **values})])).tasks
    assert (task.percent, task.actual_start) == (percent, date(2026, 3, 2))


def test_milestones_and_midnights_stand_on_the_right_day() -> None:
    """A milestone takes no time; work that ends at midnight ends on the day before."""
    end = "2026-03-05 00:00"
    schedule = read_xer(
        xer(
            TASK=[
                row(1, target_end_date=end),
                row(2, task_type="TT_FinMile", target_start_date="2026-03-04 18:00"),
                row(3, task_type="TT_Mile", target_end_date="2026-03-02 07:00"),
            ]
        )
    )
    assert [task.milestone for task in schedule.tasks] == [None, "finish", "start"]
    assert schedule.tasks[0].finish == date(2026, 3, 4)


def test_the_calendar_is_read_with_its_exceptions() -> None:
    """Weekdays and hours are those of the project's calendar, a day off is a closure, a Saturday worked an extra."""
    working = read_xer(xer(TASK=[row(1)])).working
    assert working is not None
    assert working.weekdays == frozenset(range(5))
    assert (working.opens, working.closes) == (time(7), time(18))
    assert working.closures == frozenset({date(2026, 3, 11)})
    assert working.extra_days == frozenset({date(2026, 3, 15)})


@pytest.mark.parametrize("text", ["?", stretch(2, "(0||0(s|07:00)())"), stretch(2, "(0||0(s|7|f|18:77)())")])
def test_a_calendar_without_hours_is_left_out(text: str) -> None:
    """What cannot be read as working time does not stop the import: the site's own calendar stands."""
    assert read_xer(xer(TASK=[row(1)], CALENDAR=[{"clndr_id": "7", "clndr_data": text}])).working is None


def test_one_of_several_projects_is_chosen() -> None:
    """The first with activities is taken unless one is asked for by id or name; an unknown one is refused."""
    projects = [{"proj_id": str(n), "proj_short_name": f"P{n}"} for n in range(3)]
    content = xer(PROJECT=projects, TASK=[row(2, proj_id="2"), row(1)])
    assert [task.id for task in read_xer(content).tasks] == ["A-1"]
    assert [task.id for task in read_xer(content, project="P2").tasks] == ["A-2"]
    assert [task.id for task in read_xer(content, project="2").tasks] == ["A-2"]
    with pytest.raises(ImportFailed, match="P1, P2"):
        read_xer(content, project="P0")


def test_names_in_any_of_the_encodings_that_p6_writes_are_read() -> None:
    """UTF-8 and Windows' own encoding both give the names as the planner sees them."""
    content = xer(TASK=[row(1, task_name="Façade côté nord")])
    assert read_xer(content).tasks[0].name == "Façade côté nord"
    assert read_xer(content.decode().encode("cp1252")).tasks[0].name == "Façade côté nord"
    assert read_xer(content.decode().encode("utf-16")).tasks[0].name == "Façade côté nord"


def test_everything_wrong_is_told_with_table_line_and_column() -> None:
    """All problems come at once, and each says where it is."""
    content = xer(
        TASK=[
            row(1, target_start_date="10.03.2026"),
            row(2, task_code="A-1", target_end_date="2026-03-01 18:00"),
            row(3, task_code="", target_start_date="", target_end_date=""),
        ],
        TASKPRED=[
            {"task_id": "1", "pred_task_id": "77", "pred_type": "PR_FS", "lag_hr_cnt": "0"},
            {"task_id": "1", "pred_task_id": "2", "pred_type": "PR_XX", "lag_hr_cnt": "many"},
        ],
    )
    found = {(p.place.split(",")[0], p.column, p.value) for p in problems(content)}
    assert found == {
        ("TASK", "target_start_date", "10.03.2026"),
        ("TASK", "task_code", "A-1"),
        ("TASK", "target_end_date", "2026-03-01 18:00"),
        ("TASK", "task_code", ""),
        ("TASK", "target_start_date", ""),
        ("TASK", "target_end_date", ""),
        ("TASKPRED", "pred_task_id", "77"),
        ("TASKPRED", "pred_type", "PR_XX"),
        ("TASKPRED", "lag_hr_cnt", "many"),
    }
    line = next(p for p in problems(content) if p.value == "10.03.2026").place
    assert content.decode().split("\r\n")[int(line.split("line ")[1]) - 1].startswith("%R\t1\t")


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [("target_start_date", "1899-12-30 00:00", "1899"), ("lag_hr_cnt", "9999999", "10,000 days")],
)
def test_what_cannot_be_meant_is_refused(column: str, value: str, says: str) -> None:
    """A date in P6's year zero and a lag of centuries are named, not imported."""
    link = {"task_id": "2", "pred_task_id": "1", "pred_type": "PR_FS", "lag_hr_cnt": "0"}
    tasks, links = [row(1), row(2)], [link]
    changed = tasks[0] if column in tasks[0] else link
    changed[column] = value
    (problem,) = problems(xer(TASK=tasks, TASKPRED=links))
    assert (problem.column, problem.value) == (column, value)
    assert says in problem.advice


def test_a_circle_of_relations_is_named() -> None:
    """Two activities that wait for each other are told by their ids."""
    links = [{"task_id": a, "pred_task_id": b, "pred_type": "PR_FS"} for a, b in ("12", "21")]
    (problem,) = problems(xer(TASK=[row(1), row(2)], TASKPRED=links))
    assert "A-1 → A-2 → A-1" in problem.advice


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "ERMHDR"),
        (b"ERMHDR\t22\n%E\n", "no project with activities"),
        (b"ERMHDR\t22\n%T\tTASK\n%R\t1\n%E\n", "before their columns"),
        (b"ERMHDR\t22\n%T\tTASK\n%F\ttask_id\n%R\t1\t2\n%E\n", "more values than columns"),
        (b"ERMHDR\t22\n%T\tTASK\n%F\ttask_id\nnonsense\n%E\n", "none of %T, %F, %R"),
    ],
)
def test_a_damaged_file_says_where(content: bytes, says: str) -> None:
    """What is not built as an export is refused, the line named."""
    assert says in problems(content)[0].advice


@settings(max_examples=80)
@given(st.data())
def test_any_damage_to_a_file_is_imported_or_refused(data: st.DataObject) -> None:
    """Bytes changed, cut out or put in anywhere never lead to another error than the importer's own."""
    content = xer(
        TASK=[row(1), row(2)],
        TASKPRED=[{"task_id": "2", "pred_task_id": "1", "pred_type": "PR_SS", "lag_hr_cnt": "20"}],
        TASKRSRC=[{"task_id": "1", "target_cost": "100.5"}],
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        gone = data.draw(st.integers(0, 30))
        content = content[:at] + data.draw(st.binary(max_size=4) | st.just(b"9999")) + content[at + gone :]
    try:
        schedule = read_xer(content)
    except ImportFailed as failed:
        assert failed.problems
    else:
        assert schedule.tasks
