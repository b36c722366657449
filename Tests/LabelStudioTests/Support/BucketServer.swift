/// A server of S3 buckets (moto), for a test.
final class BucketServer {
    /// Makes a bucket with an object, and prints its address when it can be asked.
    private static let script = """
        import contextlib, sys, boto3
        from moto.server import ThreadedMotoServer
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
        with contextlib.redirect_stdout(sys.stderr):
            server.start()
        host, port = server.get_host_and_port()
        client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", aws_access_key_id="k",
                              aws_secret_access_key="s", region_name="us-east-1")
        client.create_bucket(Bucket="photos")
        client.put_object(Bucket="photos", Key="cats/a.png", Body=open(sys.argv[1], "rb").read())
        print(f"http://127.0.0.1:{port}", flush=True)
        sys.stdin.read()
        """

    private let server: ScriptServer

    var url: String { server.greeting }

    /// Starts the server with a file as `s3://photos/cats/a.png`; it ends with this object.
    init(object path: String) throws {
        server = try ScriptServer(["-c", Self.script, path])
    }
}
