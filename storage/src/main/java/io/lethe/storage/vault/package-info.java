/**
 * Where bytes lie, encrypted under the key of their job. Read {@link io.lethe.storage.vault.Vault}
 * first.
 */
@NullMarked
package io.lethe.storage.vault;

import org.jspecify.annotations.NullMarked;
