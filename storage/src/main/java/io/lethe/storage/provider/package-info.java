/**
 * What the ledger knows of the provider beyond what was sent: whether it takes orders ({@link
 * io.lethe.storage.provider.ProviderBlocks}), and what is left of each request there ({@link
 * io.lethe.storage.provider.ProviderTraces}). Read the latter first.
 */
@NullMarked
package io.lethe.storage.provider;

import org.jspecify.annotations.NullMarked;
