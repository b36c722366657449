"""Delta tables written by hand, each with one thing that the protocol allows and few writers do.

Nothing here is written by another engine: pyarrow writes the Parquet files and the log is spelled out.
"""
