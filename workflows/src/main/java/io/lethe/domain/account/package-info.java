/** What people tell of themselves. Read {@link io.lethe.domain.account.EmailAddress}. */
@NullMarked
package io.lethe.domain.account;

import org.jspecify.annotations.NullMarked;
