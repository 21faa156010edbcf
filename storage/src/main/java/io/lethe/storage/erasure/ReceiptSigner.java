package io.lethe.storage.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lethe.domain.erasure.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Signs receipts, so that a subject can show one to anyone, long after we are gone, and nobody can
 * make one up.
 */
public final class ReceiptSigner {
  private static final String TYPE = "lethe-receipt+json";

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
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
      jws.setKeyIdHeaderValue(keyId());
      jws.setHeader("typ", TYPE);
      jws.setPayload(JSON.writeValueAsString(receipt));
      jws.setKey(key.getPrivateKey());
      return new SignedReceipt(receipt, jws.getCompactSerialization());
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
  SignedReceipt read(String jws) {
    byte[] payload = Base64.getUrlDecoder().decode(jws.split("\\.", -1)[1]);
    try {
      Receipt receipt = JSON.readValue(new String(payload, StandardCharsets.UTF_8), Receipt.class);
      return new SignedReceipt(receipt, jws);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a receipt in the ledger can't be read", e);
    }
  }

  private String keyId() {
    return key.calculateBase64urlEncodedThumbprint("SHA-256");
  }
}
