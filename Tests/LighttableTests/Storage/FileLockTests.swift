import Foundation
import Lighttable
import Testing

@Suite struct FileLockTests {
    @Test func aLockThatSomebodyElseHoldsLeavesOtherFilesOpen() async throws {
        let test = try TestStore()
        let path = "\(test.folder)/lock"
        let held = try #require(try FileLock(path, .exclusive))
        let lost = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                for _ in 0..<20_000 {
                    let other = try FileLock(path, .shared)
                    #expect(other == nil)
                }
                return 0
            }
            group.addTask {
                (0..<100_000)
                    .count { _ in
                        let descriptor = open("/dev/null", O_RDONLY)
                        return close(descriptor) != 0
                    }
            }
            return try await group.reduce(0, +)
        }
        #expect(lost == 0)
        withExtendedLifetime(held) {}
    }
}
