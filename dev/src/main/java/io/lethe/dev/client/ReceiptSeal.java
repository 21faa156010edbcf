package io.lethe.dev.client;

import io.lethe.dev.ExplainedFailure;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Checks a receipt as anybody could: with nothing but its signed form and our published keys. */
public final class ReceiptSeal {
  private ReceiptSeal() {}

  /**
   * Returns what was signed: the receipt as JSON.
   *
   * @param jws the signed form
   * @param publishedKeys a JWKS document
   * @throws ExplainedFailure if the signature was not made with one of these keys
   */
  public static String open(String jws, String publishedKeys) {
    try {
      JsonWebSignature signature = new JsonWebSignature();
      // Only this one: a forger must not choose the algorithm.
      signature.setAlgorithmConstraints(
          new AlgorithmConstraints(
              AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
      signature.setCompactSerialization(jws);
      signature.setKey(
          new VerificationJwkSelector()
              .select(signature, new JsonWebKeySet(publishedKeys).getJsonWebKeys())
              .getKey());
      if (signature.verifySignature()) {
        return signature.getPayload();
      }
      throw new ExplainedFailure("The receipt's signature does not match the published keys.");
    } catch (JoseException | NullPointerException e) {
      throw new ExplainedFailure("The receipt's signature can't be checked: no key fits it.", e);
    }
  }
}
