import ArgumentParser
import LabelStudio
import Lighttable

/// Which annotations an export to COCO or YOLO takes, and how.
struct AnnotationArguments: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("The column of pictures; default: the only one.", valueName: "name"))
    var imageColumn: String?

    @Option(help: ArgumentHelp("The column of annotations; default: annotations.", valueName: "name"))
    var annotationsColumn: String?

    @Option(help: ArgumentHelp("Whose regions count when several objects were labelled.", valueName: "name"))
    var object: String?

    @Option(help: ArgumentHelp("The classes in the order of their numbers; default: all labels.", valueName: "a,b"))
    var classes: NameList?

    @Option(help: "Which of several annotations of a row count; default: newest.")
    var annotations: AnnotationChoice?

    @Option(help: ArgumentHelp("The column with each row's split.", valueName: "name"))
    var splitColumn: String?

    @Option(help: "What yolo is for: bounding boxes, outlines or turned rectangles; default: detect.")
    var task: YOLOTaskChoice?
}

extension AnnotationArguments {
    /// The first option that was given.
    var given: String? {
        let options = [
            ("--image-column", imageColumn != nil), ("--annotations-column", annotationsColumn != nil),
            ("--object", object != nil), ("--classes", classes != nil), ("--annotations", annotations != nil),
            ("--split-column", splitColumn != nil), ("--task", task != nil),
        ]
        return options.first(where: \.1)?.0
    }

    func options(_ files: ExportArguments) -> AnnotationExportOptions {
        var options = AnnotationExportOptions()
        options.imageColumn = imageColumn
        options.annotationsColumn = annotationsColumn ?? options.annotationsColumn
        options.object = object
        options.classes = classes?.names
        options.choice = annotations?.option ?? .newest
        options.split = files.split ?? options.split
        options.splitColumn = splitColumn
        options.media = files.media == .reference ? .reference : .copy
        options.ifExists = files.ifExists.option
        return options
    }
}
