package io.lethe.storage.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The three secrets of an installation: the master key (a Tink keyset), the digest key (a Tink
 * keyset) and the key that signs receipts (a private JWK, Ed25519). Losing the first makes every
 * stored byte unreadable; losing the second makes every subject a stranger.
 */
public final class KeyFolder {
  private static final String MASTER = "master-keyset.json";
  private static final String DIGEST = "digest-keyset.json";
  private static final String RECEIPTS = "receipt-signing-key.json";

  private final MasterKey master;
  private final DigestKey digests;
  private final TicketKey tickets;
  private final PublicJsonWebKey receiptKey;

  private KeyFolder(Aead master, DigestKey digests, PublicJsonWebKey receiptKey) {
    this.master = new MasterKey(master);
    this.tickets = new TicketKey(master);
    this.digests = digests;
    this.receiptKey = receiptKey;
  }

  /**
   * @param createMissing makes keys that are not there yet; several processes may do so at once and
   *     all end up with the same keys
   * @throws KeysUnusable if a key is missing or can't be read
   */
  public static KeyFolder open(Path folder, boolean createMissing) {
    try {
      AeadConfig.register();
      MacConfig.register();
      if (createMissing) {
        createMissing(folder);
      }
      return new KeyFolder(
          keyset(folder.resolve(MASTER)).getPrimitive(RegistryConfiguration.get(), Aead.class),
          new DigestKey(
              keyset(folder.resolve(DIGEST)).getPrimitive(RegistryConfiguration.get(), Mac.class)),
          PublicJsonWebKey.Factory.newPublicJwk(text(folder.resolve(RECEIPTS))));
    } catch (GeneralSecurityException | JoseException unusable) {
      throw new KeysUnusable(
          "A key in "
              + folder
              + " can't be used ("
              + unusable.getClass().getSimpleName()
              + "): restore it from its backup.",
          unusable);
    } catch (IOException unreadable) {
      throw new KeysUnusable(
          "The keys in " + folder + " can't be read: check who owns them.", unreadable);
    }
  }

  public MasterKey master() {
    return master;
  }

  public DigestKey digests() {
    return digests;
  }

  /** Of the same keyset as the master key: its tickets are told apart by what they are bound to. */
  public TicketKey tickets() {
    return tickets;
  }

  /** Holds the private part too. */
  public PublicJsonWebKey receiptKey() {
    return receiptKey;
  }

  private static void createMissing(Path folder)
      throws IOException, GeneralSecurityException, JoseException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (Files.notExists(folder.resolve(MASTER))) {
      createOnce(folder.resolve(MASTER), newKeyset(PredefinedAeadParameters.AES256_GCM));
    }
    if (Files.notExists(folder.resolve(DIGEST))) {
      createOnce(folder.resolve(DIGEST), newKeyset(digestParameters()));
    }
    if (Files.notExists(folder.resolve(RECEIPTS))) {
      createOnce(
          folder.resolve(RECEIPTS),
          OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519)
              .toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }
  }

  private static Parameters digestParameters() throws GeneralSecurityException {
    return HmacParameters.builder()
        .setKeySizeBytes(32)
        .setTagSizeBytes(32)
        .setHashType(HmacParameters.HashType.SHA256)
        // Digests are compared with those in the ledger, so they carry no key id.
        .setVariant(HmacParameters.Variant.NO_PREFIX)
        .build();
  }

  private static String newKeyset(Parameters parameters) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        KeysetHandle.generateNew(parameters), InsecureSecretKeyAccess.get());
  }

  private static KeysetHandle keyset(Path file) throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(text(file), InsecureSecretKeyAccess.get());
  }

  private static String text(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new KeysUnusable(
          "The key file "
              + file
              + " is missing: mount it, or, on a new installation only, have it made by"
              + " vault.createMissingKeys: true (LETHE_VAULT_CREATE_MISSING_KEYS).");
    }
    return Files.readString(file);
  }

  /**
   * A link appears whole or not at all, and never over another: two processes that start together
   * can't each make a key of their own.
   */
  private static void createOnce(Path file, String secret) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(draft, secret.getBytes(StandardCharsets.UTF_8));
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException otherProcessWasFirst) {
      // Its key is as good as ours.
    } finally {
      Files.delete(draft);
    }
  }
}
