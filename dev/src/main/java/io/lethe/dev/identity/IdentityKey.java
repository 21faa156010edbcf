package io.lethe.dev.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The key that signs development tokens, kept in a file so that tokens survive a restart. */
final class IdentityKey {
  private static final String KEY_ID = "development";

  private IdentityKey() {}

  /** Reads the key, or makes one on first use; only its owner may read the file. */
  static EllipticCurveJsonWebKey at(Path file) {
    try {
      if (Files.exists(file)) {
        return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
      }
      EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId(KEY_ID);
      key.setUse("sig");
      key.setAlgorithm("ES256");
      Files.createDirectories(file.getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JoseException e) {
      throw new IllegalStateException("the key in " + file + " is not usable", e);
    }
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }
}
