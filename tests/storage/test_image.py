"""What a process remembers of its sites."""

from rules.key import SITE, Key
from rules.subject import SiteState
from storage.image import Image, Images, Stored


def _of(subjects: int) -> Image:
    """An image of so many tasks that there are not."""
    image = Image()
    for number in range(subjects):
        image.put(Key("task", f"A-{number}"), None, None)
    return image


def test_sites_are_remembered_as_far_as_there_is_room() -> None:
    """Ten subjects: of three sites with four each the one that was worked on longest ago is forgotten, and a site that is larger
    than all of it is not remembered at all."""
    images = Images(limit=10)
    for site in (1, 2, 3):
        images.keep(site, 1, _of(4))
    assert [images.take(site, 1).size for site in (1, 2, 3)] == [0, 4, 4]
    images.keep(1, 2, _of(5))
    images.keep(1, 3, _of(6))
    images.keep(2, 1, _of(4))
    assert [images.take(site, revision).size for site, revision in ((1, 3), (2, 1))] == [6, 4]
    images.keep(3, 1, _of(11))
    assert images.take(3, 1).size == 0


def test_an_image_is_one_unit_s_and_of_one_revision() -> None:
    """Taken it is gone, and of another revision it is none."""
    images, image = Images(), Image()
    image.put(SITE, SiteState(name="Tower"), Stored("digest", is_open=True))
    images.keep(1, 7, image)
    assert images.take(1, 7) is image
    assert images.take(1, 7).size == 0
    images.keep(1, 7, image)
    assert images.take(1, 8).size == 0
