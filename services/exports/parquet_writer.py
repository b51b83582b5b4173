"""A program of its own: CSV on its standard input becomes Parquet on its standard output, a row group at a time.

Its argument names the columns and their types as JSON. It imports nothing of the rest: the library that it needs is
large, and with the process its memory is gone.
"""

import io
import json
import sys

import pyarrow
import pyarrow.csv
import pyarrow.parquet

#: Bytes of CSV that become one row group; the longest row must fit in.
BLOCK = 8 * 1024 * 1024


def _type(name: str) -> pyarrow.DataType:
    kind, _, scale = name.partition(":")
    if kind == "decimal":
        return pyarrow.decimal128(18 if int(scale) <= 4 else 38, int(scale))
    return {
        "boolean": pyarrow.bool_(),
        "integer": pyarrow.int64(),
        "double": pyarrow.float64(),
        "date": pyarrow.date32(),
        "instant": pyarrow.timestamp("us", tz="UTC"),
        "text": pyarrow.string(),
    }[kind]


def convert(source: io.BufferedReader, target: io.BufferedWriter, columns: list[tuple[str, str]]) -> None:
    schema = pyarrow.schema([pyarrow.field(name, _type(kind)) for name, kind in columns])
    with pyarrow.parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        if not source.peek(1):
            return
        rows = pyarrow.csv.open_csv(
            source,
            read_options=pyarrow.csv.ReadOptions(
                column_names=schema.names, block_size=BLOCK, use_threads=False
            ),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=schema,
                null_values=[""],
                strings_can_be_null=True,
                # PostgreSQL puts texts without a character in quotes, and nothing where there is none.
                quoted_strings_can_be_null=False,
                true_values=["t"],
                false_values=["f"],
            ),
        )
        for batch in rows:
            writer.write_batch(batch)


if __name__ == "__main__":
    asked: list[tuple[str, str]] = json.loads(sys.argv[1])
    with open(0, "rb") as rows, open(1, "wb") as file:
        convert(rows, file, asked)
