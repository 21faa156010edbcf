/**
 * Where the mail goes that development sends. Read {@link io.lethe.dev.mail.DevelopmentMailbox}.
 */
@NullMarked
package io.lethe.dev.mail;

import org.jspecify.annotations.NullMarked;
