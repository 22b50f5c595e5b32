"""Foreign files to the layout of logs: XES, OCEL 2.0, CSV, workbooks, Parquet."""
