/** Bytes that the values of one ConfigMap or Secret may have (pkg/apis/core/types.go, MaxSecretSize). */
export const MOST_DATA = 1024 * 1024;
