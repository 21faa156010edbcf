/**
 * What is kept, and how it is forgotten. Read {@link io.lethe.storage.Stores} first: it names every
 * store; then {@link io.lethe.storage.vault.Vault} and {@link io.lethe.storage.erasure.Erasures}.
 */
@NullMarked
package io.lethe.storage;

import org.jspecify.annotations.NullMarked;
