import Foundation
import HTTP

/// An answer of a server that says no.
struct HTTPRefusal: Error {
    let head: HTTPHead
    let body: Data
}
