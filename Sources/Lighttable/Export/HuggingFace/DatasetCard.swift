/// The README of a dataset's folder, whose head tells `datasets` where the splits are
/// (https://huggingface.co/docs/hub/datasets-manual-configuration).
struct DatasetCard {
    let table: Table
    let split: String

    var text: String {
        """
        ---
        configs:
        - config_name: default
          data_files:
          - split: \(split)
            path: data/\(split)-*
        ---

        Version \(table.version) of the Lighttable table `\(table.name)`.

        """ + (table.comment.isEmpty ? "" : "\n\(table.comment)\n")
    }
}
