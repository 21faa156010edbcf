/** What people tell of themselves. Read {@link io.lethe.api.account.MeResource} first. */
@NullMarked
package io.lethe.api.account;

import org.jspecify.annotations.NullMarked;
