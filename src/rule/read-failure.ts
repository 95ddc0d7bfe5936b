/** The rule that only a path silences: who loses it takes a document that was not read for one without findings. */
export const READ_FAILURE = "document-unreadable";
