/// Lines of logs of other engines: delta-rs and Polars wrote theirs; those of Spark and Daft are composed by hand from
/// what these engines are known to write.
enum RealWorld {
    /// delta-rs 1.6.3, append.
    static let deltaRsInfo =
        #"{"commitInfo":{"timestamp":1795460263928,"operation":"WRITE","operationParameters":{"mode":"ErrorIfExists"},"engineInfo":"delta-rs:py-1.6.3","clientVersion":"delta-rs.py-1.6.3","operationMetrics":{"num_added_files":1,"num_removed_files":0,"num_partitions":0,"num_added_rows":3,"execution_time_ms":38}}}"#
    /// delta-rs 1.6.3, every kind of type.
    static let deltaRsMetadata =
        #"{"metaData":{"id":"8522cea8-3a42-48b9-a517-09dc2066a51c","name":"nm","description":"desc","format":{"provider":"parquet","options":{}},"schemaString":"{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}},{\"name\":\"s p\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}},{\"name\":\"f\",\"type\":\"double\",\"nullable\":true,\"metadata\":{}},{\"name\":\"d\",\"type\":\"date\",\"nullable\":true,\"metadata\":{}},{\"name\":\"ts\",\"type\":\"timestamp\",\"nullable\":true,\"metadata\":{}},{\"name\":\"dec\",\"type\":\"decimal(10,2)\",\"nullable\":true,\"metadata\":{}},{\"name\":\"l\",\"type\":{\"type\":\"array\",\"elementType\":\"double\",\"containsNull\":true},\"nullable\":true,\"metadata\":{}},{\"name\":\"st\",\"type\":{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}},{\"name\":\"b\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}}]},\"nullable\":true,\"metadata\":{}},{\"name\":\"m\",\"type\":{\"type\":\"map\",\"keyType\":\"string\",\"valueType\":\"integer\",\"valueContainsNull\":true},\"nullable\":true,\"metadata\":{}},{\"name\":\"b\",\"type\":\"binary\",\"nullable\":true,\"metadata\":{}}]}","partitionColumns":[],"createdTime":1795460263891,"configuration":{"delta.appendOnly":"false"}}}"#
    /// delta-rs 1.6.3, explicit nulls.
    static let deltaRsAdd =
        #"{"add":{"path":"part-00000-19f63753-ab1a-44de-8523-a4daae62e44b-c000.snappy.parquet","partitionValues":{},"size":3868,"modificationTime":1795460263927,"dataChange":true,"stats":"{\"numRecords\":3,\"minValues\":{\"d\":\"2020-01-01\",\"ts\":\"2020-01-01T01:02:03.456789Z\",\"id\":1,\"dec\":1.25,\"st\":{\"b\":\"x\",\"a\":1},\"f\":1.5,\"s p\":\"a\"},\"maxValues\":{\"s p\":\"b\",\"dec\":1.25,\"st\":{\"b\":\"x\",\"a\":1},\"id\":3,\"ts\":\"2020-01-01T01:02:03.456789Z\",\"f\":null,\"d\":\"2020-01-01\"},\"nullCount\":{\"s p\":1,\"d\":0,\"id\":0,\"ts\":0,\"st\":{\"b\":0,\"a\":0},\"dec\":0,\"f\":0}}","tags":null,"baseRowId":null,"defaultRowCommitVersion":null,"clusteringProvider":null}}"#
    /// delta-rs 1.6.3, rewritten by a delete.
    static let deltaRsRemove =
        #"{"remove":{"path":"part-00000-e5297f5a-a871-45d1-a591-181f6d77a32d-c000.snappy.parquet","dataChange":true,"deletionTimestamp":1795460263968,"extendedFileMetadata":true,"partitionValues":{},"size":3888}}"#
    /// delta-rs 1.6.3, a partition whose name is escaped twice.
    static let partitionedAdd =
        #"{"add":{"path":"k=a%2520b/part-00000-7d6241c9-ba33-44f5-8a2d-cdfbac71cb2f-c000.snappy.parquet","partitionValues":{"k":"a b"},"size":484,"modificationTime":1795460263980,"dataChange":true,"stats":"{\"numRecords\":1,\"minValues\":{\"v\":1},\"maxValues\":{\"v\":1},\"nullCount\":{\"v\":0}}","tags":null,"baseRowId":null,"defaultRowCommitVersion":null,"clusteringProvider":null}}"#
    /// delta-rs 1.6.3, the partition of nulls.
    static let nullPartitionAdd =
        #"{"add":{"path":"k=__HIVE_DEFAULT_PARTITION__/part-00000-6e418949-0849-4ce3-8658-a8c125933f54-c000.snappy.parquet","partitionValues":{"k":null},"size":484,"modificationTime":1795460263980,"dataChange":true,"stats":"{\"numRecords\":1,\"minValues\":{\"v\":3},\"maxValues\":{\"v\":3},\"nullCount\":{\"v\":0}}","tags":null,"baseRowId":null,"defaultRowCommitVersion":null,"clusteringProvider":null}}"#
    /// Polars 2.1.0.
    static let polarsAdd =
        #"{"add":{"path":"part-00000-b8a447e0-1184-4a1d-8de8-8b9684db4839-c000.snappy.parquet","partitionValues":{},"size":737,"modificationTime":1795460263995,"dataChange":true,"stats":"{\"numRecords\":2,\"minValues\":{\"x\":1,\"w\":\"é\"},\"maxValues\":{\"x\":2,\"w\":\"é\"},\"nullCount\":{\"x\":0,\"w\":1}}","tags":null,"baseRowId":null,"defaultRowCommitVersion":null,"clusteringProvider":null}}"#
    /// Polars 2.1.0, a column of local times.
    static let localTimeProtocol =
        #"{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["timestampNtz"],"writerFeatures":["timestampNtz"]}}"#
    /// delta-rs 1.6.3.
    static let deltaRsTxn =
        #"{"txn":{"appId":"app","version":3,"lastUpdated":12}}"#
    /// Like Delta-Spark.
    static let sparkInfo =
        #"{"commitInfo":{"timestamp":1760000000000,"operation":"MERGE","operationParameters":{"predicate":"[\"(id = id)\"]","matchedPredicates":"[]"},"readVersion":4,"isolationLevel":"Serializable","isBlindAppend":false,"operationMetrics":{"numOutputRows":"12"},"engineInfo":"Apache-Spark/3.5.9 Delta-Lake/3.3.3","txnId":"0b6a3f3e-0000-4000-8000-000000000001"}}"#
    /// Like Delta-Spark, with a deletion vector and row tracking.
    static let sparkAdd =
        #"{"add":{"path":"part-0.parquet","partitionValues":{},"size":753,"modificationTime":1760000000000,"dataChange":true,"stats":"{\"numRecords\":5,\"tightBounds\":false}","tags":{"INSERTION_TIME":"1760000000000000"},"deletionVector":{"storageType":"u","pathOrInlineDv":"ab^-aqEH.-t@S}K{vb[*k^","offset":4,"sizeInBytes":40,"cardinality":6},"baseRowId":0,"defaultRowCommitVersion":1,"clusteringProvider":"liquid"}}"#
    /// Like Daft: nested columns with dots, decimals as strings.
    static let daftAdd =
        #"{"add":{"path":"a%20b.parquet","partitionValues":{},"size":1,"modificationTime":2,"dataChange":true,"stats":"{\"numRecords\": 1, \"minValues\": {\"st.a\": 1, \"d\": \"1.2\"}, \"maxValues\": {}, \"nullCount\": {}}"}}"#

    static let lines = [
        deltaRsInfo, deltaRsMetadata, deltaRsAdd, deltaRsRemove, partitionedAdd, nullPartitionAdd, polarsAdd,
        localTimeProtocol, deltaRsTxn, sparkInfo, sparkAdd, daftAdd,
    ]
}
