internal import CArrow

/// Hands arrays to C without giving them up: each copy keeps its owner alive until C releases it.
enum ArrayExport {
    /// A C struct that shares the buffers and children of `array`.
    static func shared(_ array: ArrowArray, owner: ArrayOwner) -> ArrowArray {
        var copy = array
        copy.private_data = Unmanaged.passRetained(owner).toOpaque()
        copy.release = { pointer in
            guard let pointer, let owner = pointer.pointee.private_data else { return }
            Unmanaged<ArrayOwner>.fromOpaque(owner).release()
            pointer.pointee.release = nil
        }
        return copy
    }

    /// A struct array with the columns as children.
    static func record(_ columns: [ColumnVector], count: Int) -> ArrowArray {
        let children = UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>.allocate(capacity: max(columns.count, 1))
        for (index, column) in columns.enumerated() {
            let child = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
            child.initialize(to: column.exported())
            (children + index).initialize(to: child)
        }
        let buffers = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: 1)
        buffers.initialize(to: nil)
        var record = ArrowArray()
        record.length = Int64(count)
        record.n_buffers = 1
        record.buffers = buffers
        record.n_children = Int64(columns.count)
        record.children = children
        record.release = { pointer in ArrayExport.releaseRecord(pointer) }
        return record
    }

    private static func releaseRecord(_ pointer: UnsafeMutablePointer<ArrowArray>?) {
        guard let pointer else { return }
        for index in 0..<Int(pointer.pointee.n_children) {
            guard let child = pointer.pointee.children?[index] else { continue }
            carrow_array_release(child)
            child.deallocate()
        }
        pointer.pointee.children?.deallocate()
        pointer.pointee.buffers?.deallocate()
        pointer.pointee.release = nil
    }
}
