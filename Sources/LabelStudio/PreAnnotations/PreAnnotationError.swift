/// Why a cell is no pre-annotation, fit to follow the column's name.
struct PreAnnotationError: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
