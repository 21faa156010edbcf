package io.lethe.storage.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lethe.domain.erasure.Amendment;
import io.lethe.domain.erasure.Receipt;
import io.lethe.domain.rights.DeletionReceipt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Signs receipts and their amendments, so that a subject can show one to anyone, long after we are
 * gone, and nobody can make one up.
 */
public final class ReceiptSigner {
  /** Where the API serves {@link #publicKeys}. */
  public static final String KEYS_PATH = "/v1/privacy/receipt-keys";

  private static final String RECEIPT = "lethe-receipt+json";
  private static final String AMENDMENT = "lethe-amendment+json";
  private static final String DELETION = "lethe-deletion-receipt+json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final PublicJsonWebKey key;

  /**
   * @param key Ed25519, with its private part
   */
  public ReceiptSigner(PublicJsonWebKey key) {
    this.key = key;
  }

  public SignedReceipt sign(Receipt receipt) {
    return new SignedReceipt(receipt, jws(RECEIPT, receipt));
  }

  public SignedAmendment sign(Amendment amendment) {
    return new SignedAmendment(amendment, jws(AMENDMENT, amendment));
  }

  /** Signs the receipt of the erasure of all that was kept of a subject; RFC 7515, compact. */
  public String sign(DeletionReceipt receipt) {
    return jws(DELETION, receipt);
  }

  private String jws(String type, Object payload) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
      jws.setKeyIdHeaderValue(keyId());
      jws.setHeader("typ", type);
      jws.setPayload(JSON.writeValueAsString(payload));
      jws.setKey(key.getPrivateKey());
      return jws.getCompactSerialization();
    } catch (JoseException | JsonProcessingException e) {
      throw new IllegalStateException("a receipt could not be signed", e);
    }
  }

  /** Who holds these can verify a receipt without us. */
  public JsonWebKeySet publicKeys() {
    try {
      PublicJsonWebKey shown =
          PublicJsonWebKey.Factory.newPublicJwk(key.toJson(OutputControlLevel.PUBLIC_ONLY));
      shown.setKeyId(keyId());
      shown.setAlgorithm(AlgorithmIdentifiers.EDDSA);
      shown.setUse("sig");
      return new JsonWebKeySet(shown);
    } catch (JoseException e) {
      throw new IllegalStateException("the key that signs receipts can't be shown", e);
    }
  }

  /**
   * A receipt from the ledger. It is not verified: those signed with an earlier key are read too.
   */
  SignedReceipt readReceipt(String jws) {
    return new SignedReceipt(read(jws, Receipt.class), jws);
  }

  /** An amendment from the ledger, not verified either. */
  SignedAmendment readAmendment(String jws) {
    return new SignedAmendment(read(jws, Amendment.class), jws);
  }

  private static <T> T read(String jws, Class<T> type) {
    byte[] payload = Base64.getUrlDecoder().decode(jws.split("\\.", -1)[1]);
    try {
      return JSON.readValue(new String(payload, StandardCharsets.UTF_8), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("evidence in the ledger can't be read", e);
    }
  }

  private String keyId() {
    return key.calculateBase64urlEncodedThumbprint("SHA-256");
  }
}
