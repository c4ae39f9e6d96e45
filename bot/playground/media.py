"""Files and pictures that somebody sent."""

from dataclasses import dataclass

from bot.playground.fields import Json


@dataclass(slots=True)
class StoredFile:
    """A file that someone sent; `path` is what follows `/file/bot<token>/`."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes

    @property
    def is_photo(self) -> bool:
        """Whether it was sent as a picture: its id then sends pictures only, that of a document documents only."""
        return self.path.startswith("photos/")

    def as_document(self) -> Json:
        """As a Document."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_name": self.name,
            "mime_type": self.mime_type,
            "file_size": len(self.content),
        }

    def as_file(self) -> Json:
        """As the answer of getFile."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
            "file_path": self.path,
        }


@dataclass(slots=True)
class Photo:
    """A picture in its original size, in pixels."""

    file: StoredFile
    width: int
    height: int

    def as_json(self) -> list[Json]:
        """As a list of sizes with one size in it."""
        size = {
            "file_id": self.file.file_id,
            "file_unique_id": self.file.unique_id,
            "width": self.width,
            "height": self.height,
            "file_size": len(self.file.content),
        }
        return [size]
