"""An example for every body in the OpenAPI document, made from its schema and the words of the field.

Each shape has one example, which every operation that takes or gives it refers to. A test holds them to their schemas.
"""

from typing import Any

Schema = dict[str, Any]

_ID = "01985c2e-7d4b-7a31-8f00-5d1c6a2b9e44"
_BY_FORMAT = {"uuid": _ID, "date": "2026-09-14", "date-time": "2026-09-14T08:00:00Z"}
#: Texts by the name of their field. Others are their own name, written as words.
_BY_NAME = {
    "action": "agencies.updated",
    "actor_name": "Program officer",
    "allowed_actions": "update",
    "authority": "22 USC 2291",
    "bureau": "WHA",
    "bureaus": "WHA",
    "city": "Fairview",
    "countries": "GTM",
    "country": "GTM",
    "county_fips": "51059",
    "currency": "USD",
    "email": "name@example.org",
    "expertise": "TRF-COL",
    "desired_expertise": "TRF-COL",
    "required_expertise": "TRF-COL",
    "scope_expertise": "TRF-COL",
    "field": "legal_name",
    "fx_rate": "7.75",
    "genc2": "GT",
    "genc3": "GTM",
    "gnis_id": "1498476",
    "hours": "40",
    "languages": "es",
    "legal_name": "Fairview Police Department",
    "name": "Fairview Police Department",
    "next": "WyIzZjYwIixmYWxzZSwiRmFpcnZpZXciXQ",
    "ori_codes": "VA0290100",
    "password": "correct horse battery staple",
    "percent": "12.5",
    "permission": "agencies:read",
    "permissions": "agencies:read",
    "phone": "+1 703 555 0100",
    "pointer": "/legal_name",
    "quantity": "1",
    "reference": "RFA-2026-000001",
    "replayed_sha256": "0" * 64,
    "request_id": _ID,
    "role": "program_officer",
    "scope_bureaus": "WHA",
    "scope_countries": "GTM",
    "season_end": "12-31",
    "season_start": "01-01",
    "state": "VA",
    "state_fips": "51",
    "stored_sha256": "0" * 64,
    "text_sha256": "0" * 64,
    "uei": "ABCDEFGHJKL1",
    "unit_rate": "0.725",
    "usd_per_mile": "0.725",
    "usd_per_unit": "0.129",
    "website": "https://fairview.example.org",
    "zip": "22030",
}  # fmt: skip


def add_examples(document: dict[str, Any]) -> None:
    """Give every JSON body of the document its example, as a reference into `components/examples`."""
    maker = Examples(document["components"]["schemas"])
    for operations in document["paths"].values():
        for operation in operations.values():
            bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
            for body in bodies:
                for kind, media in body.get("content", {}).items():
                    if kind.endswith("json"):
                        maker.illustrate(media)
    document["components"]["examples"] = dict(sorted(maker.shared.items()))


class Examples:
    """Makes examples, and keeps as `shared` those that operations refer to by the name of their shape."""

    def __init__(self, schemas: dict[str, Schema]) -> None:
        self._schemas = schemas
        self.shared: dict[str, Any] = {}

    def illustrate(self, media: dict[str, Any]) -> None:
        schema = media["schema"]
        for option in schema.get("anyOf", ()):
            if "$ref" in option:
                schema = option
        name = schema.get("$ref", "").rpartition("/")[2]
        if not name:
            media.setdefault("example", self.of(schema, ""))
            return
        if name not in self.shared:
            self.shared[name] = {"value": self.of(schema, "")}
        media["examples"] = {"example": {"$ref": f"#/components/examples/{name}"}}

    def of(self, schema: Schema, name: str, outer: tuple[str, ...] = ()) -> Any:
        """`name`: of the field, for its words. `outer`: the shapes around, which are not entered again."""
        if "$ref" in schema:
            shape = schema["$ref"].rpartition("/")[2]
            return None if shape in outer else self.of(self._schemas[shape], name, (*outer, shape))
        if "examples" in schema:
            return schema["examples"][0]
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        for option in [*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())]:
            if option.get("type") != "null":
                return self.of(option, name, outer)
        match schema.get("type"):
            case "object":
                return self._object(schema, outer)
            case "array":
                item = self.of(schema.get("items", {}), name, outer)
                return [] if item is None else [item] * max(1, schema.get("minItems", 0))
            case "string":
                return self._text(schema, name)
            case "integer":
                return int(max(1, schema.get("minimum", 1)))
            case "number":
                return max(1.5, schema.get("minimum", 1.5))
            case "boolean":
                return True
        return {}

    def _object(self, schema: Schema, outer: tuple[str, ...]) -> dict[str, Any]:
        """What is required; of a patch, in which nothing is, the first field."""
        properties = schema.get("properties", {})
        names = schema.get("required") or list(properties)[:1]
        return {name: self.of(properties[name], name, outer) for name in names}

    def _text(self, schema: Schema, name: str) -> str:
        text = _BY_FORMAT.get(schema.get("format", "")) or _BY_NAME.get(name)
        if text is None:
            text = name.replace("_", " ").capitalize() or "Text"
        return text[: schema.get("maxLength")]
