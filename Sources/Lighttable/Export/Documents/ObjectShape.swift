/// The members that objects have, each with the shape of its values.
struct ObjectShape: Sendable, Equatable {
    /// Objects with more members are taken for dictionaries, of which no columns are made.
    private static let mostMembers = 500

    private(set) var names: [String] = []
    private(set) var shapes: [DocumentShape] = []
    private var positions: [String: Int] = [:]

    /// - Parameter members: Each name once.
    init(_ members: [(name: String, shape: DocumentShape)]) {
        for (name, shape) in members { add(name, shape) }
    }

    /// Whether a structure of columns can be made: some readers take names for one that differ in upper and lower case
    /// only, and Parquet has no structures without members.
    var isStructure: Bool {
        !names.isEmpty && names.count <= Self.mostMembers && Set(names.map { $0.lowercased() }).count == names.count
    }

    /// The members of both; those of the first come first.
    func union(_ other: ObjectShape) -> ObjectShape {
        var union = self
        for (name, shape) in zip(other.names, other.shapes) { union.add(name, shape) }
        return union
    }

    /// The members with settled shapes.
    var settled: ObjectShape { ObjectShape(zip(names, shapes).map { ($0, $1.settled) }) }

    private mutating func add(_ name: String, _ shape: DocumentShape) {
        if let position = positions[name] {
            shapes[position] = shapes[position].union(shape)
        } else {
            positions[name] = names.count
            names.append(name)
            shapes.append(shape)
        }
    }
}
