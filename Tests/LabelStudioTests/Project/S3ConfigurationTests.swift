import Foundation
import JSON
import Testing

@testable import LabelStudio

struct S3ConfigurationTests {
    @Test(arguments: [
        (["region_name": "x"], "no `bucket`"), (["bucket": "b", "regoin_name": "x"], "did you mean `region_name`?"),
        (["bucket": "b", "presign": "perhaps"], "true or false"),
        (["bucket": "b", "presign_ttl": "soon"], "a number of minutes"),
    ])
    func `A wrong key or value is said`(values: [String: String], hint: String) {
        let error = #expect(throws: LabelStudioError.self) { try S3Configuration(values) }
        #expect(error?.message.contains(hint) == true)
    }

    @Test func `Keys come from the environment, else from the files of the AWS tools, unless they are given`() throws {
        let home = NSTemporaryDirectory() + "lighttable-aws-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: home + "/.aws", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        let credentials = """
            # kept by hand
            [default]
            aws_access_key_id = A
            aws_secret_access_key = B=
            [work]
            aws_access_key_id=C
            """
        try credentials.write(toFile: home + "/.aws/credentials", atomically: true, encoding: .utf8)
        try "[profile work]\nregion = eu-west-1\n"
            .write(toFile: home + "/.aws/config", atomically: true, encoding: .utf8)
        let storage = try S3Configuration(["bucket": "b"])
        let body = { (environment: [String: String], storage: S3Configuration) in
            storage.completed(environment: environment.merging(["HOME": home]) { $1 }).body(project: 1)
        }
        let plain = body([:], storage)
        #expect(plain["aws_access_key_id"] == "A" && plain["aws_secret_access_key"] == "B=")
        #expect(plain["title"] == "Lighttable-S3-Import-Storage" && plain["region_name"] == nil)
        let work = body(["AWS_PROFILE": "work"], storage)
        #expect(work["aws_access_key_id"] == "C" && work["region_name"] == "eu-west-1")
        let told = body(["AWS_ACCESS_KEY_ID": "D", "AWS_SESSION_TOKEN": "E", "AWS_REGION": "us-east-2"], storage)
        #expect(
            told["aws_access_key_id"] == "D" && told["aws_session_token"] == "E" && told["region_name"] == "us-east-2"
        )
        let given = body(["AWS_ACCESS_KEY_ID": "D"], try S3Configuration(["bucket": "b", "aws_access_key_id": "F"]))
        #expect(given["aws_access_key_id"] == "F" && given["aws_secret_access_key"] == nil)
    }

    @Test func `Keys are not printed`() throws {
        let storage = try S3Configuration(["bucket": "b", "aws_secret_access_key": "hidden"])
        var dumped = ""
        dump(storage, to: &dumped)
        #expect(!"\(storage)\(String(reflecting: storage))\(dumped)".contains("hidden"))
    }
}
