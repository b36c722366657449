import JSON
public import Lighttable

extension FunctionRegistry {
    /// Makes the functions of annotations known: `labels`, `choice`, `boxes`, `spans`, `agreement` and others.
    ///
    /// ```swift
    /// try store.functions.registerAnnotationFunctions()
    /// let disputed = try await photos.where(try Expression("agreement(annotations) < 0.8")).collect()
    /// try await photos.addComputedColumn("kind", try Expression("choice(annotations, 'kind')"))
    /// ```
    ///
    /// They read cells as a sync with Label Studio writes them. A function that is registered already stays.
    ///
    /// - Throws: A `LighttableError` when a name cannot be had.
    public func registerAnnotationFunctions() throws {
        let known = Set(names)
        for function in Self.ofAnnotations where !known.contains(function.name) { try register(function) }
    }

    private static let ofAnnotations = [
        Function("annotation_count") { (cell: JSONDocument?) in
            try cell.map { try Annotation.list($0.text).finished.count } ?? 0
        },
        Function("annotators") { (cell: JSONDocument) in
            Set(try Annotation.list(cell.text).finished.compactMap(\.annotator)).sorted()
        },
        Function("labels") { (cell: JSONDocument, control: String?) in
            try JSONDocument(notNull: AnnotationReading(cell.text, control: control).labels)
        },
        Function("boxes") { (cell: JSONDocument, control: String?) in
            try JSONDocument(notNull: AnnotationReading(cell.text, control: control).boxes())
        },
        Function("spans") { (cell: JSONDocument, control: String?) in
            try JSONDocument(notNull: AnnotationReading(cell.text, control: control).spans)
        },
        Function("choice") { (cell: JSONDocument, control: String?) in
            try AnnotationReading(cell.text, control: control).choice
        },
        Function("agreement") { (cell: JSONDocument, control: String?) in
            try Agreement.of(try Annotation.list(cell.text), control: control)
        },
    ]
}

extension JSONDocument {
    /// A document; `nil` for null.
    fileprivate init?(notNull document: JSONValue) {
        guard !document.isNull else { return nil }
        self.init(document.text(.canonical))
    }
}
