import ArgumentParser

/// The verb `lighttable label`.
struct Label: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send rows to Label Studio and bring annotations back.",
        discussion: """
            The server's address and key come from LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY, else from url and api_key \
            in the section [label-studio] of config.toml in the store. lighttable doctor checks them.

            Examples:
              lighttable label create demo.photos --config labels.xml --media-import-method file
              lighttable label sync demo.photos
              lighttable label ls demo.photos
              lighttable label unlink demo.photos --project ls_project_0
            """,
        subcommands: [
            LabelCreate.self, LabelLink.self, LabelSync.self, LabelWatch.self, LabelProgress.self, LabelLs.self,
            LabelUnlink.self,
        ]
    )
}
