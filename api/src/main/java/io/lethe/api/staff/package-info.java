/**
 * How staff sign in to the console: by the app's own identity provider, with OpenID Connect. Read
 * {@link io.lethe.api.staff.StaffSignIn} first, then {@link io.lethe.api.staff.ConsoleGate}.
 */
@NullMarked
package io.lethe.api.staff;

import org.jspecify.annotations.NullMarked;
