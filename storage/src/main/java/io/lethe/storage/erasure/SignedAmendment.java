package io.lethe.storage.erasure;

import io.lethe.domain.erasure.Amendment;

/** An amendment and its signed form, which is like that of a {@link SignedReceipt}. */
public record SignedAmendment(Amendment amendment, String jws) {}
