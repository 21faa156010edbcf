/** What people told us of themselves. Read {@link io.lethe.storage.account.Accounts} first. */
@NullMarked
package io.lethe.storage.account;

import org.jspecify.annotations.NullMarked;
