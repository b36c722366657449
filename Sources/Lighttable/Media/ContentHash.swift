#if canImport(CryptoKit)
import CryptoKit
#else
import OpenSSLCrypto
#endif

/// The SHA-256 of bytes that come one chunk after the other; used by one task at a time.
package final class ContentHash {
    #if canImport(CryptoKit)
    private var hash = SHA256()

    /// Adds the next bytes.
    func update(_ bytes: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: bytes)
    }

    private func digest() -> [UInt8] {
        Array(hash.finalize())
    }
    #else
    private let context = EVP_MD_CTX_new()

    init() {
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Adds the next bytes.
    func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    private func digest() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &digest, nil)
        return digest
    }
    #endif

    /// The hash of text, as UTF-8, as 64 hexadecimal digits.
    package static func hash(of text: String) -> String {
        var text = text
        return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
    }

    /// The hash of bytes as 64 hexadecimal digits.
    package static func hash(_ bytes: UnsafeRawBufferPointer) -> String {
        let hash = ContentHash()
        hash.update(bytes)
        return hash.finish()
    }

    /// The hash of all bytes as 64 hexadecimal digits; nothing can be added afterwards.
    func finish() -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: digest().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
