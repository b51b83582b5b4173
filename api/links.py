"""Links of the OpenAPI document: what can be done next with the record that an answer holds."""

import re
from typing import Any

Operation = dict[str, Any]

_LAST_PART = re.compile(r"/\{(\w+)\}$")


def add_links(document: dict[str, Any]) -> None:
    """From each creation to whatever takes the new record's id, and from each read to what takes its ETag."""
    paths: dict[str, dict[str, Operation]] = document["paths"]
    for path in paths:
        found = _LAST_PART.search(path)
        if found is None:
            continue
        collection, name = path[: found.start()], found[1]
        parents = {part: f"$request.path.{part}" for part in re.findall(r"{(\w+)}", collection)}
        created = paths.get(collection, {}).get("post", {}).get("responses", {}).get("201")
        if created is not None:
            _link(created, paths, path, {**parents, name: "$response.body#/id"}, reads=True)
        read = paths[path].get("get", {}).get("responses", {}).get("200")
        if read is not None and "ETag" in read.get("headers", {}):
            _link(read, paths, path, {**parents, name: f"$request.path.{name}"}, reads=False)


def _link(
    response: dict[str, Any],
    paths: dict[str, dict[str, Operation]],
    record: str,
    values: dict[str, str],
    *,
    reads: bool,
) -> None:
    """`record`: the path of the record that `response` holds, whose variable parts are `values`."""
    links: dict[str, Any] = {}
    for path, operations in paths.items():
        if path != record and not path.startswith(f"{record}/"):
            continue
        if path.count("{") > len(values):
            continue
        for method, operation in operations.items():
            wants_tag = any(each["name"].lower() == "if-match" for each in operation.get("parameters", ()))
            # What a PUT replaces lies beside the record and has a version of its own.
            tagged = wants_tag and method != "put" and "ETag" in response.get("headers", {})
            if not (reads or tagged):
                continue
            parameters = {f"path.{name}": value for name, value in values.items()}
            if tagged:
                parameters["header.If-Match"] = "$response.header.ETag"
            links[operation["operationId"]] = {
                "operationId": operation["operationId"],
                "parameters": parameters,
            }
    if links:
        response["links"] = links
