"""Reports that can be had as files beside their JSON."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Query, Response

from api.files import FILE, MEDIA_TYPES
from api.responses import json_response
from api.unit_of_work import Read
from models.export_enums import FileFormat
from services.detail import Answer
from services.exports.tables import Table, TableFormat, table_file

AskedFormat = Annotated[
    TableFormat | None, Query(alias="format", description="The groups as a file instead of the report.")
]
TABLE_TYPES = {file_format: MEDIA_TYPES[FileFormat(file_format)] for file_format in TableFormat}
#: How the OpenAPI document describes the files.
TABLE: dict[int | str, dict[str, Any]] = {
    200: {"content": {media_type.partition(";")[0]: FILE for media_type in TABLE_TYPES.values()}}
}


def report_response(
    work: Read, answer: Answer, table_of: Callable[[Answer], Table], file_format: TableFormat | None
) -> Response:
    """The report, or its groups as a file that is named for its day."""
    if file_format is None:
        return json_response(answer)
    table = table_of(answer)
    name = f"{table.name}-{work.clock.today()}.{file_format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(table_file(table, file_format), 200, headers, TABLE_TYPES[file_format])
