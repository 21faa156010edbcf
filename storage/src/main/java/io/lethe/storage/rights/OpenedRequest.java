package io.lethe.storage.rights;

import io.lethe.domain.rights.RequestId;
import io.lethe.storage.key.LinkWord;
import org.jspecify.annotations.Nullable;

/**
 * @param statusWord who has it can see how the request stands, and nothing else, also once the
 *     account is gone; absent if the same was asked before, because the ledger does not know the
 *     word
 */
public record OpenedRequest(RequestId id, @Nullable LinkWord statusWord) {}
