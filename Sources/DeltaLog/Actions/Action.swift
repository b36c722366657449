/// One entry of a commit.
///
/// Change-data files and kinds that are not known here are skipped when a log is read.
public enum Action: Sendable, Equatable {
    /// Which versions and features of the protocol the table uses.
    case `protocol`(ProtocolAction)
    /// Name, schema and settings of the table.
    case metaData(Metadata)
    /// A data file becomes part of the table.
    case add(AddFile)
    /// A data file is no longer part of the table.
    case remove(RemoveFile)
    /// How far an application has come, so that it can retry safely.
    case txn(SetTransaction)
    /// Who did what, for the history.
    case commitInfo(CommitInfo)
    /// Settings of a feature, under a name of its own.
    case domainMetadata(DomainMetadata)
}
