/** What it takes to change a StorageClass; ends a help (pkg/apis/storage/validation, ValidateStorageClassUpdate). */
export const MADE_ANEW = "a class cannot be changed in that, so delete it and create it anew";
