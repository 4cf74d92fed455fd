#!/usr/bin/env python3
"""Checks payloads with Spark: reads files with one payload per line, writes findings and counts by rule as Parquet.

    spark-submit findings.py INPUT OUTPUT [PACK...]

INPUT is a folder or a pattern of NDJSON files, which may be compressed. OUTPUT receives three tables:

    payloads   file, payload (SHA-256 of its line), release, errors, warnings, omitted
    findings   file, payload, code, severity, line, column, element, message, clause, constraint
    counts     code, severity, findings, payloads

Each executor needs the Python packages `apptlint`, `pandas` and `pyarrow`. Messages do not contain values of payloads.
"""
import hashlib
import sys

import pyarrow
from pyspark.sql import SparkSession, functions

FINDING = ["code", "severity", "line", "column", "element", "message", "clause", "constraint"]
FINDING_TYPE = ("struct<code:string,severity:string,line:int,column:int,element:string,message:string,clause:string,"
                "`constraint`:string>")
PAYLOAD_TYPE = f"file string, payload string, release string, errors int, warnings int, omitted int, findings array<{FINDING_TYPE}>"
ARROW_FINDING = pyarrow.struct(
    [(name, pyarrow.int32() if name in ("line", "column") else pyarrow.string()) for name in FINDING])
ARROW_PAYLOAD = pyarrow.schema(
    [(name, pyarrow.string()) for name in ("file", "payload", "release")]
    + [(name, pyarrow.int32()) for name in ("errors", "warnings", "omitted")] + [("findings", pyarrow.list_(ARROW_FINDING))])


def check(packs):
    """A function from batches of (file, value) to batches of payloads with their findings."""

    def check_partition(batches):
        import apptlint  # on the executor, where the library is loaded once

        linter = apptlint.Linter(packs=packs or None)
        for batch in batches:
            rows = []
            for row in batch.to_pylist():
                line = row["value"].encode()
                report = linter.lint(line)
                rows.append({
                    "file": row["file"], "payload": hashlib.sha256(line).hexdigest(), "release": report.release,
                    "errors": len(report.errors), "warnings": len(report.warnings), "omitted": report.omitted,
                    "findings": [{name: getattr(finding, name) for name in FINDING} for finding in report.findings]})
            yield pyarrow.RecordBatch.from_pylist(rows, schema=ARROW_PAYLOAD)

    return check_partition


def main(source, target, packs):
    spark = SparkSession.builder.appName("apptlint").getOrCreate()
    lines = spark.read.text(source).where("trim(value) <> ''").select(functions.input_file_name().alias("file"), "value")
    checked = lines.mapInArrow(check(packs), PAYLOAD_TYPE).persist()
    checked.drop("findings").write.mode("overwrite").parquet(f"{target}/payloads")
    findings = checked.select("file", "payload", functions.explode("findings").alias("finding"))
    findings.select("file", "payload", "finding.*").write.mode("overwrite").parquet(f"{target}/findings")
    counts = findings.groupBy("finding.code", "finding.severity").agg(
        functions.count("*").alias("findings"), functions.countDistinct("payload").alias("payloads"))
    counts.orderBy("code", "severity").coalesce(1).write.mode("overwrite").parquet(f"{target}/counts")
    total = checked.agg(functions.count("*"), functions.sum(functions.expr("int(errors > 0)"))).first()
    print(f"{total[0]} payloads, {total[1] or 0} with errors")
    spark.stop()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
