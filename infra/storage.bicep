// Two accounts: what the host needs to run, which can be made anew, and the data, which cannot.
param token string
param location string
param tags object
param dataRedundancy string
param paymentRetentionDays int
param workspaceId string
param directUploadOrigins string[]
param scanGigabytesPerMonth int

var closed = {
  accessTier: 'Hot'
  allowBlobPublicAccess: false
  allowCrossTenantReplication: false
  allowSharedKeyAccess: false
  defaultToOAuthAuthentication: true
  minimumTlsVersion: 'TLS1_2'
  supportsHttpsTrafficOnly: true
}

resource host 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'sthost${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: closed

  resource blobs 'blobServices' = {
    name: 'default'

    resource packages 'containers' = {
      name: 'app-package'
    }
  }
}

resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'stdata${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: dataRedundancy }
  properties: closed

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      changeFeed: { enabled: true, retentionInDays: 95 }
      deleteRetentionPolicy: { enabled: true, days: 90 }
      containerDeleteRetentionPolicy: { enabled: true, days: 90 }
      // A page that writes a file straight to the storage; the address it was given is what lets it.
      cors: {
        corsRules: empty(directUploadOrigins) ? [] : [
          {
            allowedOrigins: directUploadOrigins
            allowedMethods: ['PUT']
            allowedHeaders: ['content-type', 'x-ms-*']
            exposedHeaders: ['etag', 'x-ms-request-id']
            maxAgeInSeconds: 3600
          }
        ]
      }
    }

    // The app makes its other containers, tables and queues itself; this one it must find as it is.
    resource paymentFiles 'containers' = {
      name: 'tasdir-payment-files'

      resource retention 'immutabilityPolicies' = {
        name: 'default'
        properties: { immutabilityPeriodSinceCreationInDays: paymentRetentionDays, allowProtectedAppendWrites: false }
      }
    }
  }

  // What is deleted by a rule, too, can be brought back for 90 days (deleteRetentionPolicy), and then no longer.
  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'unfinished-uploads'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['tasdir-uploads/'] }
              actions: {
                baseBlob: { delete: { daysAfterCreationGreaterThan: 7 } }
                version: { delete: { daysAfterCreationGreaterThan: 7 } }
              }
            }
          }
          {
            // An erased document is a version that no name leads to: without this rule it would stay for ever.
            name: 'erased-documents'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['tasdir-documents/'] }
              actions: { version: { delete: { daysAfterCreationGreaterThan: 1 } } }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }

  resource queues 'queueServices' = {
    name: 'default'
  }

  resource tables 'tableServices' = {
    name: 'default'
  }
}

// Every document is scanned when it is stored; the app reads the verdict from its index tags and gives nothing out before.
resource scan 'Microsoft.Security/defenderForStorageSettings@2022-12-01-preview' = {
  name: 'current'
  scope: data
  properties: {
    isEnabled: true
    overrideSubscriptionLevelSettings: true
    sensitiveDataDiscovery: { isEnabled: false }
    malwareScanning: {
      onUpload: { isEnabled: true, capGBPerMonth: scanGigabytesPerMonth }
    }
  }
}


// A deleted account is the one loss that no setting inside it prevents.
resource keepData 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'case-data'
  scope: data
  properties: { level: 'CanNotDelete', notes: 'Holds the case logs and payment files.' }
}

var logged = {
  workspaceId: workspaceId
  logs: [
    { category: 'StorageWrite', enabled: true }
    { category: 'StorageDelete', enabled: true }
  ]
}

resource blobLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: data::blobs
  properties: logged
}

resource queueLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: data::queues
  properties: { workspaceId: workspaceId, logs: [{ category: 'StorageWrite', enabled: true }] }
}

resource tableLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: data::tables
  properties: logged
}

output hostAccountName string = host.name
output dataAccountName string = data.name
output packageContainer string = '${host.properties.primaryEndpoints.blob}${host::blobs::packages.name}'
