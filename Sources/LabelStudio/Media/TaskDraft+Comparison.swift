import JSON

extension TaskDraft {
    /// Whether a task's data show what the row would be sent as.
    ///
    /// - Parameters:
    ///   - data: The task's data.
    ///   - link: What the task says about the files that were uploaded for it; an address it says nothing of is somebody
    ///     else's and counts as the row's.
    ///   - stored: The addresses of all uploaded files; nil when they are not to be looked at.
    /// - Returns: Whether nothing differs.
    func isShown(by data: JSONValue?, link: TaskLink? = nil, stored: Set<String>? = nil) -> Bool {
        contents.allSatisfy { field, content in
            guard let value = data?[field] else { return false }
            switch content {
            case .ready(let own): return value.text(.canonical) == own.text(.canonical)
            case .upload(let path):
                guard let address = value.stringValue else { return false }
                guard let upload = link?.uploads[field] else { return true }
                return upload.address == address && upload.isOf(path, among: stored)
            }
        }
    }

    /// The addresses of files that were uploaded for the task before, by path.
    func addresses(of link: TaskLink?, stored: Set<String>?) -> [String: String] {
        contents.reduce(into: [:]) { addresses, item in
            guard case .upload(let path) = item.value, let upload = link?.uploads[item.key],
                upload.isOf(path, among: stored)
            else { return }
            addresses[path] = upload.address
        }
    }

    /// The addresses in a task's data, by path.
    func addresses(in task: TaskRecord) -> [String: String] {
        contents.reduce(into: [:]) { addresses, item in
            guard case .upload(let path) = item.value else { return }
            addresses[path] = task.data?[item.key]?.stringValue
        }
    }

    /// The files, by field, once they have addresses.
    func uploaded(_ addresses: [String: String]) -> [String: TaskLink.Upload] {
        contents.compactMapValues { content in
            guard case .upload(let path) = content, let address = addresses[path] else { return nil }
            return TaskLink.Upload(address: address, file: Fingerprint(path))
        }
    }
}

extension TaskLink.Upload {
    fileprivate func isOf(_ path: String, among stored: Set<String>?) -> Bool {
        file == Fingerprint(path) && stored?.contains(address) != false
    }
}
