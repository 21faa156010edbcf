package io.lethe.domain.usage;

/**
 * Every step that an app may report: pages visited, features used, time spent. There is no room for
 * words of the subject; a new step is a new name here, in the ledger and in the API's description.
 */
public enum UsageEventName {
  APP_OPENED,
  APP_CLOSED,
  HOME_SEEN,
  EDITOR_SEEN,
  GALLERY_SEEN,
  SETTINGS_SEEN,
  PRIVACY_SEEN,
  PHOTO_CHOSEN,
  MODEL_CHOSEN,
  VIDEO_ORDERED,
  VIDEO_PLAYED,
  VIDEO_SAVED,
  VIDEO_SHARED
}
