// The one secret: the key of the mail service.
param name string
param location string
param tags object
param workspaceId string
@secure()
param mailApiKey string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }

  resource secret 'secrets' = {
    name: 'mail-api-key'
    properties: { value: mailApiKey }
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: vault
  properties: { workspaceId: workspaceId, logs: [{ category: 'AuditEvent', enabled: true }] }
}

output name string = vault.name
// Without a version: a key put in later is taken up by itself.
output mailApiKeySecretUri string = '${vault.properties.vaultUri}secrets/${vault::secret.name}'
