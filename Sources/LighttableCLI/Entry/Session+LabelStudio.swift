import LabelStudio
import Lighttable

extension Session {
    /// The server of the environment, else of the store's configuration.
    func labelStudio() throws -> LabelStudioServer {
        try LabelStudioServer.configured(home: openStore().path)
    }
}
