import Foundation

/// How much the proofs do: a sample by default, more when `LIGHTTABLE_PROOF_ROUNDS` says so.
enum Proof {
    /// The rounds to do, by default an amount that suits every run of the tests.
    static func rounds(_ amount: Int) -> Int {
        ProcessInfo.processInfo.environment["LIGHTTABLE_PROOF_ROUNDS"].flatMap(Int.init) ?? amount
    }

    /// The first seed, to have another sample: `LIGHTTABLE_PROOF_SEED`.
    static var seed: Int {
        ProcessInfo.processInfo.environment["LIGHTTABLE_PROOF_SEED"].flatMap(Int.init) ?? 1
    }

    /// Whether the tables stay, to look at: `LIGHTTABLE_PROOF_KEEP`.
    static var keepsFolders: Bool { ProcessInfo.processInfo.environment["LIGHTTABLE_PROOF_KEEP"] != nil }
}
