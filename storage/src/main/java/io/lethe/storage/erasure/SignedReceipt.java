package io.lethe.storage.erasure;

import io.lethe.domain.erasure.Receipt;

/**
 * A receipt and its signed form.
 *
 * @param jws RFC 7515 compact form, EdDSA with Ed25519 (RFC 8037); its payload is the receipt as
 *     JSON, its {@code kid} the key's RFC 7638 thumbprint
 */
public record SignedReceipt(Receipt receipt, String jws) {}
