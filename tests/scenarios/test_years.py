"""Days and moments of another year than this one are told with theirs."""

from tests.scenarios.stage import Stage, told


def test_a_due_time_of_another_year_says_which(stage: Stage) -> None:
    """In what is asked, on the card and in what is promised; a day of this year is told as ever."""
    stage.until("2026-03-10T09:00")
    shown = stage.command("grace", "/site assign @diego grease the hoist by 2149-12-31")
    assert any("due Wed 31 Dec 2149 17:00" in text for text in told(shown, "@grace"))
    assert any("Due Wed 31 Dec 2149 17:00" in text for text in told(shown, "#tower-a"))
    shown = stage.command("grace", "/site assign @minh sweep the stair by 2026-12-31")
    assert any("Due Thu 31 Dec 17:00" in text for text in told(shown, "#tower-a"))
    shown = stage.say("minh", "by 5 January 2027", thread="last-card")
    assert any("Tue 5 Jan 2027 17:00" in text for text in told(shown, "@minh"))
