import Columnar
import DeltaLog
import Foundation

/// Gives a cell the form in which its column stores it, or says why it has none.
struct CellCheck {
    let column: Column

    /// The value as it is stored.
    ///
    /// - Throws: A ``CellError`` for a value that does not fit the column's type.
    func stored(_ value: Value) throws -> Value {
        guard value != .null, column.storage == column.type.deltaType else { return value }
        switch column.type {
        case .bool: return try value.boolValue.map(Value.bool) ?? misfit(value)
        case .int: return try integer(value)
        case .float: return try number(value)
        case .decimal: return try decimal(value)
        case .string: return try value.stringValue.map(Value.string) ?? misfit(value)
        case .timestamp: return try timestamp(value)
        case .date: return try date(value)
        case .time: return try time(value)
        case .duration: return try duration(value)
        case .uuid: return try value.stringValue.flatMap(UUIDText.canonical).map(Value.string) ?? misfit(value)
        case .json: return try JSONTransform().value(of: try text(value, "its JSON text"))
        case .array(let type): return try array(value, type)
        case .image, .video, .audio, .document: return try media(value)
        case .binary:
            guard case .binary = value else { return try misfit(value) }
            return value
        }
    }

    private func integer(_ value: Value) throws -> Value {
        if case .float(let number) = value, let whole = Int(exactly: number) { return .int(whole) }
        if case .decimal(let text) = value, !text.contains(".") {
            throw CellError("\(text) is beyond 64 bits; make the column Decimal(38,0) or String")
        }
        return try value.intValue.map(Value.int) ?? misfit(value)
    }

    private func number(_ value: Value) throws -> Value {
        if case .decimal(let text) = value, let number = Double(text) { return .float(number) }
        if case .int(let number) = value, Double(exactly: number) == nil {
            throw CellError("\(number) would lose digits as Float; make the column Int, Decimal(38,0) or String")
        }
        return try value.doubleValue.map(Value.float) ?? misfit(value)
    }

    private func decimal(_ value: Value) throws -> Value {
        switch value {
        case .decimal(let text), .string(let text): .decimal(text)
        case .int(let number): .decimal(String(number))
        default: try misfit(value)
        }
    }

    private func timestamp(_ value: Value) throws -> Value {
        switch value {
        case .timestamp: return value
        case .date(let days): return .timestamp(days * 86_400_000_000)
        case .string(let text): return try CivilTime.microseconds(text).map(Value.timestamp) ?? misfit(value)
        default: return try misfit(value)
        }
    }

    private func date(_ value: Value) throws -> Value {
        switch value {
        case .date: return value
        case .string(let text): return try CivilTime.days(text).map(Value.date) ?? misfit(value)
        default: return try misfit(value)
        }
    }

    private func time(_ value: Value) throws -> Value {
        switch value {
        case .int(let microseconds) where ClockTime.day.contains(microseconds): return value
        case .string(let text): return try ClockTime.microseconds(text).map(Value.int) ?? misfit(value)
        default: return try misfit(value)
        }
    }

    private func duration(_ value: Value) throws -> Value {
        switch value {
        case .int: return value
        case .string(let text): return try DurationText.microseconds(text).map(Value.int) ?? misfit(value)
        default: return try misfit(value)
        }
    }

    private func array(_ value: Value, _ type: ArrayType) throws -> Value {
        if case .string(let text) = value { return try ArrayTransform(type: type).value(of: text) }
        return try array(value, type, type.shape[...])
    }

    private func array(_ value: Value, _ type: ArrayType, _ shape: ArraySlice<Int?>) throws -> Value {
        guard let length = shape.first else { return value }
        guard case .list(let items) = value else { return try misfit(value) }
        if let length, items.count != length {
            throw CellError("a list of \(items.count) does not fit \(type); it must have \(length)")
        }
        return .list(try items.map { try array($0, type, shape.dropFirst()) })
    }

    private func media(_ value: Value) throws -> Value {
        let folder = FileManager.default.currentDirectoryPath
        return try MediaTransform(folder: folder, check: MediaCheck(column.type)).value(of: try text(value, "its URI"))
    }

    private func text(_ value: Value, _ what: String) throws -> String {
        guard let text = value.stringValue else {
            throw CellError("it is \(column.type), so give \(what) as text instead of \(value.plainText)")
        }
        return text
    }

    private func misfit(_ value: Value) throws -> Value {
        throw CellError("\(value.plainText) is no \(column.type)")
    }
}
