package io.lethe.dev.fal.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The Ed25519 keys that webhooks are signed with, published as a JWKS (RFC 8037); the last is the
 * one in use. They survive a restart.
 */
public final class SigningKeys {
  private static final int RAW_BYTES = 32;

  private final Path file;
  private final List<KeyPair> keys;

  private SigningKeys(Path file, List<KeyPair> keys) {
    this.file = file;
    this.keys = new ArrayList<>(keys);
  }

  /** Reads them, or makes the first ones: two, so that whoever verifies has to try each. */
  public static SigningKeys in(Path folder) throws IOException {
    Path file = folder.resolve("webhook-keys");
    try {
      if (Files.exists(file)) {
        List<KeyPair> keys = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
          keys.add(read(line));
        }
        return new SigningKeys(file, keys);
      }
      SigningKeys fresh = new SigningKeys(file, List.of(generate()));
      fresh.rotate();
      return fresh;
    } catch (GeneralSecurityException unusable) {
      throw new IOException("The webhook keys can't be used", unusable);
    }
  }

  /** Signs with a new key from now on, which is in the list at once. */
  synchronized void rotate() {
    keys.add(generate());
    StringBuilder lines = new StringBuilder();
    for (KeyPair pair : keys) {
      lines.append(base64(pair.getPrivate().getEncoded())).append(' ');
      lines.append(base64(pair.getPublic().getEncoded())).append('\n');
    }
    try {
      Files.writeString(file, lines);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static KeyPair read(String line) throws GeneralSecurityException {
    String[] halves = line.split(" ", 2);
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(halves[1]))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(halves[0]))));
  }

  static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  synchronized PrivateKey current() {
    return keys.get(keys.size() - 1).getPrivate();
  }

  /**
   * The signature in hexadecimal over the four lines that fal.ai signs.
   *
   * @param timestamp in seconds since 1970
   */
  static String sign(PrivateKey key, String request, String account, long timestamp, byte[] body) {
    try {
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(
          String.join("\n", request, account, Long.toString(timestamp), digest)
              .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The public halves. */
  public synchronized Reply jwks() {
    ObjectNode body = Json.object();
    ArrayNode list = body.putArray("keys");
    for (KeyPair pair : keys) {
      byte[] encoded = ((EdECPublicKey) pair.getPublic()).getEncoded();
      byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length);
      list.addObject()
          .put("kty", "OKP")
          .put("crv", "Ed25519")
          .put("use", "sig")
          .put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
    }
    return Reply.json(200, body);
  }
}
